package dev.handover.operation.offer.local;

import dev.handover.operation.offer.Letter;
import dev.handover.operation.offer.Mailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// The mail of the local run: appended to a file, for whoever runs it to read. Addresses stand in it; nothing like it is
/// deployed.
public final class PrintedMailer implements Mailer {
    private final Path file;

    public PrintedMailer(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void sendCode(String address, String code, Duration validFor) {
        Letter letter = Letter.withCode(code, validFor);
        String mail = "To: %s%nSubject: %s%n%n%s%n".formatted(address, letter.subject(), letter.text());
        try {
            Files.writeString(file, mail, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new MailNotSent(e);
        }
    }
}
