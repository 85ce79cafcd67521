@NullMarked
package muster.apiedge.spring.token;

import org.jspecify.annotations.NullMarked;
