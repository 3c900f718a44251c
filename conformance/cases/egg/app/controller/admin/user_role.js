module.exports = app => class extends app.Controller {
  // probe: /admin/users/1
  async destroy() {
    this.ctx.unsafeRedirect('/admin/users');
  }
};
