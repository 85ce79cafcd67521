@NullMarked
package muster.gateway.session;

import org.jspecify.annotations.NullMarked;
