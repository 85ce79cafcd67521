@NullMarked
package muster.contracts.documents;

import org.jspecify.annotations.NullMarked;
