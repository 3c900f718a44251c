import { rubyFramework } from '../lib/ruby-framework.mjs';

export default rubyFramework({ name: 'sinatra', packages: { 'sinatra/base': 'ruby-sinatra' } });
