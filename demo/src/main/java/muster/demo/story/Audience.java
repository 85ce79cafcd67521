package muster.demo.story;

/** Who follows the story besides the terminal. Called between steps, and may take its time. */
public interface Audience {
  Audience NOBODY =
      new Audience() {
        @Override
        public void awaitArrival() {}

        @Override
        public void look(String what) {}
      };

  /** Everything is ready, and nothing has happened yet. */
  void awaitArrival();

  /**
   * Something is to be seen now that will soon be otherwise.
   *
   * @param what in the reader's language
   */
  void look(String what);
}
