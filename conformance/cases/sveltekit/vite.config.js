import { sveltekit } from '@sveltejs/kit/vite';

export default { plugins: [sveltekit()], cacheDir: '.svelte-kit/vite', server: { fs: { strict: false } } };
