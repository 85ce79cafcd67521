@NullMarked
package muster.apiedge.request;

import org.jspecify.annotations.NullMarked;
