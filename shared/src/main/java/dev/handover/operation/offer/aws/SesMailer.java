package dev.handover.operation.offer.aws;

import dev.handover.operation.offer.Letter;
import dev.handover.operation.offer.Mailer;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Destination;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.Message;

import java.time.Duration;

/// Mail by Amazon SES (API version 2), as plain text.
public final class SesMailer implements Mailer {
    private final SesV2Client ses;
    private final String from;

    /// @param from an address that SES has verified in this region
    public SesMailer(SesV2Client ses, String from) {
        this.ses = ses;
        this.from = from;
    }

    @Override
    public void sendCode(String address, String code, Duration validFor) {
        Letter letter = Letter.withCode(code, validFor);
        Message message =
                Message.builder()
                        .subject(text(letter.subject()))
                        .body(Body.builder().text(text(letter.text())).build())
                        .build();
        try {
            ses.sendEmail(request ->
                    request.fromEmailAddress(from)
                            .destination(Destination.builder().toAddresses(address).build())
                            .content(EmailContent.builder().simple(message).build()));
        } catch (SdkException e) {
            throw new MailNotSent(e);
        }
    }

    private static Content text(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
