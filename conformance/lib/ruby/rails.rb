# A Rails application without models: cases draw its routes and define its controllers.
require 'action_controller/railtie'

class CaseApplication < Rails::Application
  config.eager_load = false
  config.logger = Logger.new(File::NULL)
  config.secret_key_base = 'a' * 64
  config.hosts.clear
end
CaseApplication.initialize!
App = Rails.application
