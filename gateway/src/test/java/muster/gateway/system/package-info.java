@NullMarked
package muster.gateway.system;

import org.jspecify.annotations.NullMarked;
