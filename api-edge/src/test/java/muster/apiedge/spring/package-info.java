@NullMarked
package muster.apiedge.spring;

import org.jspecify.annotations.NullMarked;
