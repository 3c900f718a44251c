import { goFramework } from '../lib/go-framework.mjs';

export default goFramework({ name: 'gin', packages: { 'github.com/gin-gonic/gin': 'golang-github-gin-gonic-gin-dev' } });
