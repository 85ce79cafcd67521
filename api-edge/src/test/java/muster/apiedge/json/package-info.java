@NullMarked
package muster.apiedge.json;

import org.jspecify.annotations.NullMarked;
