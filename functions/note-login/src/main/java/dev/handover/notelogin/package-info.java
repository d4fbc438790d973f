/// The function `note-login`.
@NullMarked
package dev.handover.notelogin;

import org.jspecify.annotations.NullMarked;
