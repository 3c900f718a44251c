# Actions get their methods from the routes; Rails answers each of them with 302 unless told otherwise.
Rails.application.routes.draw do
  resources :orders, only: %i[index create update destroy] do
    member do
      post :publish
      match :touch, via: %i[put patch]
    end
  end
  delete '/archive', to: 'orders#archived'
  resource :cart, only: %i[show update]
  namespace :admin do
    post 'orders/close', to: 'orders#close'
    delete 'orders/close', to: 'orders#reopen'
  end
end

class ApplicationController < ActionController::Base
  before_action :require_terms, only: :create
  # probe: /orders?moved=1 /orders/1?moved=1
  before_action(if: -> { params[:moved] }) { redirect_to '/moved' }

  private

  # probe: /orders?terms=no
  def require_terms
    redirect_to '/terms' if params[:terms]
  end
end

class OrdersController < ApplicationController
  # probe: /orders
  def create
    redirect_to '/target'
  end

  def index
    render plain: 'left alone'
  end

  # probe: /orders/1
  def update
    redirect_to '/target', status: :found, notice: 'updated'
  end

  def destroy
    redirect_to action: :index
  end

  # probe: /orders/3/publish
  def publish
    redirect_to '/target', status: 303
  end

  # probe: /orders/3/touch
  def touch
    redirect_back fallback_location: '/target'
  end

  # probe: /archive
  def archived
    redirect_to('/target') and return
  end
end

class CartsController < ApplicationController
  before_action :require_cookie

  def show
    render plain: 'left alone'
  end

  # probe: /cart?cookie=1
  def update
    redirect_to '/target'
    self.status = 307
  end

  private

  # probe: /cart
  def require_cookie
    redirect_to '/cookies' unless params[:cookie]
  end
end

module Admin
  class BaseController < ApplicationController
    before_action :require_admin

    private

    # probe: /admin/orders/close?guest=1
    def require_admin
      redirect_to '/login', alert: 'first' if params[:guest]
    end
  end

  class OrdersController < BaseController
    # probe: /admin/orders/close
    def close
      head :found, location: '/target'
    end

    def reopen
      render plain: 'left alone'
    end
  end
end
