/** Ends the session. app.js binds it to POST /logout, so its redirect answers a POST. */
export function logout(req, res) {
  res.clearCookie('user');
  res.redirect('/');
}
