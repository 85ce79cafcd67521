@NullMarked
package muster.testbed.orderly.security;

import org.jspecify.annotations.NullMarked;
