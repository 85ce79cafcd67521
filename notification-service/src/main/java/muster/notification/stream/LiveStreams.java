package muster.notification.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.notification.stream.AddressedEvent.Addressee;

/**
 * Who is connected and up to date: the streams that events are sent to as they come, found by
 * account. A stream that still catches up is not among them. Safe for any thread.
 */
public final class LiveStreams {
  /**
   * A stream that an event is for.
   *
   * @param addressees the viewer's own teams among the addressees; empty for an operator
   */
  record Recipient(OpenStream stream, List<Addressee> addressees) {}

  private final TeamMembers members;
  private final Map<String, Set<OpenStream>> memberStreams = new HashMap<>();
  private final Set<OpenStream> operatorStreams = new LinkedHashSet<>();

  public LiveStreams(TeamMembers members) {
    this.members = members;
  }

  /** A stream that has ended stays out: whoever ended it has removed it, or is about to. */
  synchronized void add(OpenStream stream) {
    if (stream.end().isPresent()) {
      return;
    }
    switch (stream.viewer()) {
      case Viewer.Member member ->
          memberStreams
              .computeIfAbsent(member.account(), account -> new LinkedHashSet<>(2))
              .add(stream);
      case Viewer.Operator operator -> operatorStreams.add(stream);
    }
  }

  /** To be called after the stream has ended. */
  synchronized void remove(OpenStream stream) {
    operatorStreams.remove(stream);
    Set<OpenStream> ofAccount = memberStreams.get(stream.viewer().account());
    if (ofAccount != null && ofAccount.remove(stream) && ofAccount.isEmpty()) {
      memberStreams.remove(stream.viewer().account());
    }
  }

  synchronized boolean contains(OpenStream stream) {
    return switch (stream.viewer()) {
      case Viewer.Member member ->
          memberStreams.getOrDefault(member.account(), Set.of()).contains(stream);
      case Viewer.Operator operator -> operatorStreams.contains(stream);
    };
  }

  /** Those of a member. */
  synchronized List<OpenStream> listStreamsOf(String account) {
    return List.copyOf(memberStreams.getOrDefault(account, Set.of()));
  }

  /** Those of one member of a team. */
  List<OpenStream> listStreamsOf(String teamId, String volunteerId) {
    return members.accountsOf(teamId, List.of(volunteerId)).stream()
        .flatMap(account -> listStreamsOf(account).stream())
        .toList();
  }

  /** The account is one of those who are told. */
  boolean isFor(String account, Addressee addressee) {
    return addressee.accounts(members).contains(account);
  }

  /** Each stream once, also that of somebody who is in several of the teams. */
  synchronized List<Recipient> recipientsOf(StreamedEvent event) {
    Map<OpenStream, List<Addressee>> perStream = new LinkedHashMap<>();
    if (!memberStreams.isEmpty() && event instanceof AddressedEvent addressed) {
      for (Addressee addressee : addressed.addressees()) {
        for (String account : addressee.accounts(members)) {
          for (OpenStream stream : memberStreams.getOrDefault(account, Set.of())) {
            perStream.computeIfAbsent(stream, s -> new ArrayList<>(1)).add(addressee);
          }
        }
      }
    }
    List<Recipient> recipients = new ArrayList<>(perStream.size() + operatorStreams.size());
    perStream.forEach((stream, addressees) -> recipients.add(new Recipient(stream, addressees)));
    for (OpenStream stream : operatorStreams) {
      if (stream.viewer() instanceof Viewer.Operator operator && operator.sees(event)) {
        recipients.add(new Recipient(stream, List.of()));
      }
    }
    return recipients;
  }
}
