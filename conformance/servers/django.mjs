import { pythonFramework } from '../lib/python-framework.mjs';

export default pythonFramework({
  name: 'django', kind: 'wsgi',
  packages: { django: 'python3-django', rest_framework: 'python3-djangorestframework' },
  preload: ['django.shortcuts', 'django.views.generic', 'django.core.handlers.wsgi', 'django.core.wsgi'],
  requires: ['django'],
});
