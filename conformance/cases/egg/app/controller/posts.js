exports.index = async ctx => { ctx.body = 'posts'; };

// probe: /posts
exports.create = async ctx => {
  ctx.status = 303;
  ctx.redirect('/posts/1');
};

// probe: /posts/1
exports.update = async ctx => {
  ctx.status = 301;
  ctx.redirect('/posts/1');
};

exports.destroy = async ctx => {
  ctx.redirect('/posts');
};
