package dev.crow.events.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the topics that a service declares as beans, where they are absent. A broker that is away
 * does not stop the service from starting: the attempt is repeated until it comes.
 */
public final class TopicCreator implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TopicCreator.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Map<String, Object> adminConfig;
  private final List<NewTopic> topics;
  private final CountDownLatch created = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  TopicCreator(Map<String, Object> adminConfig, List<NewTopic> topics) {
    this.adminConfig = adminConfig;
    this.topics = topics;
  }

  /**
   * Waits until all topics exist.
   *
   * @throws InterruptedException if interrupted meanwhile
   */
  public void awaitCreated() throws InterruptedException {
    created.await();
  }

  /**
   * @return whether all topics are known to exist
   */
  public boolean isCreated() {
    return created.getCount() == 0;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("topic-creator").start(this::createUntilDone);
  }

  private void createUntilDone() {
    try (Admin admin = Admin.create(adminConfig)) {
      while (!isCreated()) {
        if (create(admin)) {
          created.countDown();
        } else {
          created.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean create(Admin admin) throws InterruptedException {
    boolean all = true;
    for (Map.Entry<String, org.apache.kafka.common.KafkaFuture<Void>> topic :
        admin.createTopics(topics).values().entrySet()) {
      try {
        topic.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          log.warn("Topic {} cannot be made yet: {}", topic.getKey(), e.getMessage());
          all = false;
        }
      } catch (KafkaException e) {
        log.warn("Topic {} cannot be made yet: {}", topic.getKey(), e.getMessage());
        all = false;
      }
    }
    return all;
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Before whatever listens to the topics. */
  @Override
  public int getPhase() {
    return 0;
  }
}
