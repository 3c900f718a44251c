import { goFramework } from '../lib/go-framework.mjs';

export default goFramework({ name: 'chi', packages: { 'github.com/go-chi/chi': 'golang-github-go-chi-chi-dev' } });
