import { rubyFramework } from '../lib/ruby-framework.mjs';

export default rubyFramework({ name: 'rails', packages: { action_controller: 'ruby-actionpack', 'rails/railtie': 'ruby-railties' }, load: 'rails.rb' });
