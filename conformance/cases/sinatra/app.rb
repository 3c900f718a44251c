# Sinatra chooses between 303 and 302 by itself, unless the redirect says which.
require 'sinatra/base'

class App < Sinatra::Base
  # probe: /default
  post('/default') { redirect '/target' }

  # probe: /get
  get '/get' do
    redirect '/target'
  end

  # probe: /written
  post '/written' do
    redirect '/target', 302
  end

  # probe: /written-by-name
  put '/written-by-name' do
    redirect to('/target'), 301
  end

  # probe: /with-text
  delete '/with-text' do
    redirect '/target', 302, 'gone there'
  end

  # probe: /before
  patch '/before' do
    status 302
    redirect '/target'
  end

  # probe: /see-other
  post '/see-other' do
    redirect '/target', 303
  end

  # probe: /kept
  post '/kept' do
    redirect '/target', 307
  end

  # probe: /back
  post '/back' do
    redirect back, 302
  end


  # probe: /late
  post '/late' do
    redirect '/target', 302 if request.get?
    'left alone'
  end
end
