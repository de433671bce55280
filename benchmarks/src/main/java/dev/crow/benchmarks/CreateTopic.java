package dev.crow.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the bare server's topic with as many partitions as the suite's own. */
public final class CreateTopic {

  private CreateTopic() {}

  /**
   * @param args bootstrap servers, topic
   * @throws ExecutionException if the broker refuses
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] args) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
      admin.createTopics(List.of(new NewTopic(args[1], 3, (short) 1))).all().get();
    }
  }
}
