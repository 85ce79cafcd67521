@NullMarked
package muster.apiedge.token;

import org.jspecify.annotations.NullMarked;
