@NullMarked
package muster.demo.story;

import org.jspecify.annotations.NullMarked;
