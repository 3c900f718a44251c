<?php
switch ( $path ) {
	// probe: /redirect
	case '/redirect':
		wp_redirect( '/target' );
		break;
	// probe: /redirect-301
	case '/redirect-301':
		wp_redirect( '/target', 301 );
		break;
	// probe: /safe
	case '/safe':
		wp_safe_redirect( '/target' );
		break;
	// probe: /safe-303
	case '/safe-303':
		wp_safe_redirect( '/target', 303 );
		break;
	// probe: /posted
	case '/posted':
		if ( isset( $_POST['x'] ) ) {
			\wp_safe_redirect( '/target', 302, 'Shop' );
		}
		break;
	// probe: /elsewhere
	case '/elsewhere':
		wp_safe_redirect( 'https://example.com/' );
		break;
}

add_action( 'admin_post_nopriv_shop', function () {
	if ( empty( $_POST['x'] ) ) {
		return;
	}
	// probe: /wp-admin/admin-post.php?action=shop
	wp_redirect( '/target' );
} );
