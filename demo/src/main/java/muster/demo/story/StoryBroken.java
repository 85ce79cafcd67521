package muster.demo.story;

/** Something that belongs to the story has not happened; the message says what, for people. */
public final class StoryBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoryBroken(String message) {
    super(message);
  }
}
