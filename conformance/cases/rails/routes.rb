# Redirects that the routes answer with by themselves.
Rails.application.routes.draw do
  # probe: /get
  get '/get', to: redirect('/target')

  # probe: /matched
  match '/matched', to: redirect('/target'), via: :all

  # probe: /listed
  match '/listed', to: redirect('/target', status: 302), via: %i[post delete]

  # probe: /put
  put '/put', to: redirect('/target', status: 307)

  # probe: /block
  post('/block', to: redirect { |_params, _request| '/target' })

  # probe: /path
  patch '/path', to: redirect(path: '/target')
end
