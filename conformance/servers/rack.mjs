import { rubyFramework } from '../lib/ruby-framework.mjs';

export default rubyFramework({ name: 'rack', packages: { rack: 'ruby-rack' } });
