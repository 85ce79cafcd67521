package muster.notification.stream;

/** Is told who has come to a team and who has left it, once {@link TeamMembers} knows. */
public interface MembershipListener {
  void joined(String account, String teamId);

  void left(String account, String teamId);
}
