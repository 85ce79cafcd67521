@NullMarked
package muster.demo.stream;

import org.jspecify.annotations.NullMarked;
