package io.headwater.sink.runtime;

import io.headwater.sink.gaps.TopicNumber;
import io.headwater.sink.worker.TopicIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks with one client for all tables, which is made when somebody asks first. */
final class BrokerTopicIds implements TopicIds, AutoCloseable {

  private final Supplier<Admin> admins;
  private @Nullable Admin admin;

  BrokerTopicIds(Supplier<Admin> admins) {
    this.admins = admins;
  }

  @Override
  public Found find(String topic) {
    try {
      TopicDescription description =
          client().describeTopics(List.of(topic)).topicNameValues().get(topic).get();
      return new Found.Present(TopicNumber.of(description.topicId()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return new Found.Missing();
      }
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private synchronized Admin client() {
    Admin made = admin == null ? admins.get() : admin;
    admin = made;
    return made;
  }
}
