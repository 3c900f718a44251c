# Rack by itself: what middleware and small applications answer.
require 'rack'

class App
  def self.call(env)
    request = Rack::Request.new(env)
    response = Rack::Response.new
    path = request.path_info

    # probe: /triple
    return [302, { 'Location' => '/target' }, []] if request.post? && path == '/triple'

    # probe: /permanent
    return [301, { 'Location' => '/target' }, []] if env['REQUEST_METHOD'] == 'DELETE' && path == '/permanent'

    # probe: /see-other
    return [303, { 'Location' => '/target' }, []] if request.put? && path == '/see-other'

    # probe: /any
    return [302, { 'Location' => '/target' }, []] if path == '/any'

    # probe: /made
    return Rack::Response.new([], 302, { 'Location' => '/target' }).finish if request.patch? && path == '/made'

    if request.post? && path == '/default'
      # probe: /default
      response.redirect('/target')
      return response.finish
    end

    if request.get? && path == '/get'
      # probe: /get
      response.redirect('/target')
      return response.finish
    end

    if request.post? && path == '/written'
      # probe: /written
      response.redirect('/target', 302)
      return response.finish
    end

    if request.delete? && path == '/kept'
      # probe: /kept
      response.redirect('/target', 307)
      return response.finish
    end

    [404, {}, []]
  end
end
