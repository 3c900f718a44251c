import { rubyFramework } from '../lib/ruby-framework.mjs';

export default rubyFramework({ name: 'grape', packages: { grape: 'ruby-grape' } });
