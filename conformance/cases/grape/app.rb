# Grape chooses between 303 and 302 by itself, unless the redirect is permanent or a status follows it.
require 'grape'

class App < Grape::API
  # probe: /default
  post(:default) { redirect '/target' }

  # probe: /get
  get :get do
    redirect '/target'
  end

  # probe: /permanent
  put :permanent do
    redirect '/target', permanent: true
  end

  # probe: /behind
  post :behind do
    redirect '/target'
    status 307
  end

  # probe: /before
  patch :before do
    status 307
    redirect '/target'
  end

  # probe: /several
  route %w[POST DELETE], '/several' do
    redirect '/target', permanent: true
  end
end
