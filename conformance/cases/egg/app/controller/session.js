const { Controller } = require('egg');

class SessionController extends Controller {
  // probe: /login
  async new() {
    this.ctx.redirect('/');
  }

  async create() {
    const { ctx } = this;
    ctx.redirect('/account');
  }

  // probe: /leave
  async leave() {
    if (this.ctx.method === 'POST') this.ctx.redirect('/bye');
    else this.ctx.body = 'Leave?';
  }
}

module.exports = SessionController;
