module.exports = app => {
  const { router, controller } = app;
  const { session } = controller;

  router.get('/login', session.new);
  router.post('login', '/login', session.create);
  router.all('/leave', session.leave);
  router.delete('/admin/users/:id', controller.admin.userRole.destroy);
  router.resources('posts', '/posts', controller.posts);
};
