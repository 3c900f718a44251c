import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import '../check.ts';

test('an action is known by its class and by the name that routes have for it', async () => {
  const { handlers } = await factsOf({ path: 'a.rb', text: 'module API\n  class OAuthKeysController < Base\n    def create; redirect_to "/"; end\n    private\n    def save; redirect_to "/"; end\n  end\nend\n' });
  assert.deepEqual(handlers.map(handler => handler.exports), [['API::OAuthKeysController#create', 'api/oauthkeys#create'], ['API::OAuthKeysController#save']]);
  assert.deepEqual(handlers.map(handler => handler.convention?.methods), [{ only: ['POST'] }, undefined]);
});

test('a filter of another class is called by every action that it guards, under each name that it can have', async () => {
  const { calls } = await factsOf({
    path: 'a.rb',
    text: 'class Admin::UsersController < BaseController\n  include Entrance\n  before_action :check, only: %i[create destroy]\n  def create; end\n  def destroy; end\n  def index; end\nend\n',
  });
  const names = ['Admin::BaseController#check', 'BaseController#check', 'ApplicationController#check', 'Admin::Entrance#check', 'Entrance#check'];
  assert.deepEqual([...new Set(calls.map(call => 'name' in call.callee ? call.callee.name : ''))], names);
  assert.equal(new Set(calls.map(call => call.callers.join())).size, 2);
});

test('Gemfile.lock tells the versions of the gems that matter', async () => {
  const text = 'GEM\r\n  specs:\r\n    nokogiri (1.16.0-x86_64-linux)\r\n    rails (7.1.2)\r\n      actionpack (= 7.1.2)\r\n    roda (3.75.0-java)\r\n\r\nDEPENDENCIES\r\n  rails (~> 7.1)\r\n';
  const { format, environment } = await factsOf({ path: 'shop/Gemfile.lock', text });
  assert.equal(format, 'Gemfile.lock');
  assert.deepEqual(environment, [{ of: 'rails', value: '7.1.2' }, { of: 'roda', value: '3.75.0' }]);
});
