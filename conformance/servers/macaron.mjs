import { goFramework } from '../lib/go-framework.mjs';

export default goFramework({ name: 'macaron', packages: { 'gopkg.in/macaron.v1': 'golang-gopkg-macaron.v1-dev' } });
