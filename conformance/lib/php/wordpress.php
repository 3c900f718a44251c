<?php
// WordPress's own functions without its database: what a case needs of the options is given here.
define('ABSPATH', '/usr/share/wordpress/');
define('WPINC', 'wp-includes');
define('WP_CONTENT_DIR', sys_get_temp_dir());
define('WP_CONTENT_URL', 'http://127.0.0.1/wp-content');
foreach (['load', 'compat', 'plugin', 'functions', 'formatting', 'kses', 'link-template', 'http', 'l10n', 'pluggable'] as $file) require ABSPATH . WPINC . "/$file.php";
foreach (['siteurl', 'home'] as $option) add_filter("pre_option_$option", fn () => 'http://127.0.0.1');
add_filter('pre_option_blog_charset', fn () => 'UTF-8');
$is_IIS = false;

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
include getenv('CASE');

// As wp-admin/admin-post.php does it for visitors.
if ($path === '/wp-admin/admin-post.php') do_action('admin_post_nopriv_' . $_REQUEST['action']);
