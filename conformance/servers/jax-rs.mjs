import { javaFramework } from '../lib/java-framework.mjs';

export default javaFramework('jax-rs');
