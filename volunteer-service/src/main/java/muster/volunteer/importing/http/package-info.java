/** Bodies of bulk imports: NDJSON and CSV to checked drafts, and answers with progress. */
@NullMarked
package muster.volunteer.importing.http;

import org.jspecify.annotations.NullMarked;
