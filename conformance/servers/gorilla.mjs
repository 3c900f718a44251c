import { goFramework } from '../lib/go-framework.mjs';

export default goFramework({ name: 'gorilla', packages: { 'github.com/gorilla/mux': 'golang-github-gorilla-mux-dev' } });
