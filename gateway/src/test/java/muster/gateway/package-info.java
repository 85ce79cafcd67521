@NullMarked
package muster.gateway;

import org.jspecify.annotations.NullMarked;
