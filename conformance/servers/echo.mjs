import { goFramework } from '../lib/go-framework.mjs';

export default goFramework({ name: 'echo', packages: { 'github.com/labstack/echo': 'golang-github-labstack-echo-dev' } });
