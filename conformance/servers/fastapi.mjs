import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({ name: 'fastapi', kind: 'asgi', packages: { fastapi: 'python3-fastapi', starlette: 'python3-starlette' } });
