import { goFramework } from '../lib/go-framework.mjs';

export default goFramework({ name: 'net-http' });
