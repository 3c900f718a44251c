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
  const checks = calls.filter(call => 'name' in call.callee && call.callee.name.endsWith('#check'));
  assert.deepEqual([...new Set(checks.map(call => 'name' in call.callee ? call.callee.name : ''))], names);
  // The two actions, and the filter itself for classes below.
  assert.equal(new Set(checks.map(call => call.callers.join())).size, 3);
  assert.equal(new Set(checks.filter(call => call.relayed).map(call => call.callers.join())).size, 1);
});

test('an action calls the filters of what stands above its class, but for one that skips some', async () => {
  const { calls } = await factsOf({ path: 'a.rb', text: 'class UsersController < BaseController\n  skip_before_action :check, only: :index\n  def create; end\n  def index; end\nend\n' });
  const names = calls.flatMap(call => 'name' in call.callee ? [call.callee.name] : []);
  assert.deepEqual(names, ['BaseController#before_action', 'BaseController#before_action create', 'ApplicationController#before_action', 'ApplicationController#before_action create']);
});

test('Gemfile.lock tells the versions of the gems that matter', async () => {
  const text = 'GEM\r\n  specs:\r\n    nokogiri (1.16.0-x86_64-linux)\r\n    rails (7.1.2)\r\n      actionpack (= 7.1.2)\r\n    roda (3.75.0-java)\r\n\r\nDEPENDENCIES\r\n  rails (~> 7.1)\r\n';
  const { format, environment } = await factsOf({ path: 'shop/Gemfile.lock', text });
  assert.equal(format, 'Gemfile.lock');
  assert.deepEqual(environment, [{ of: 'rails', value: '7.1.2' }, { of: 'roda', value: '3.75.0' }]);
});
