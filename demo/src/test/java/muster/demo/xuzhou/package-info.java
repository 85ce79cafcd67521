@NullMarked
package muster.demo.xuzhou;

import org.jspecify.annotations.NullMarked;
