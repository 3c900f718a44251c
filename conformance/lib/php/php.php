<?php
// A case is a script: it answers every path itself.
include getenv('CASE');
