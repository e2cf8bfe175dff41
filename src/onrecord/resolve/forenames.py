"""Is a person called by this first name spoken of as "he" or as "she"?

Written out from general knowledge; common first names of many languages, without accents, and none that news gives to
women and men alike ("Alex", "Jean", "Andrea"). Used only to rule out whom a pronoun means, never stored.
"""

from __future__ import annotations

from onrecord.gazetteer import word_set
from onrecord.resolve.naming import words_of

MEN: frozenset[str] = word_set(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed akira alan albert alberto aleksandr alejandro alessandro
    alexander alexandre alexei alfonso alfred ali allan allen alvin amir amit anatoly anders andreas andres andrew
    andrey andrei anil anthony anton antoine antonio antony ari arjun arkady arnold arthur arturo arvind ashok asif
    august austin aziz barack barry bashar bashir ben benedict benjamin bernard bernardo bernd bertrand bill bjorn
    bob bogdan boris brad bradley brandon brendan brett brian bruce bruno bryan calvin carl carlo carlos cesar
    charles charlie christian christoph christophe christopher chuck claude clemens clive colin conor craig cyril
    cyrus damian damien dan daniel daniele danny dario darren dave david dean denis dennis derek devin didier diego
    dieter dimitri dimitris dirk dmitri dmitry dominic don donald doug douglas duncan dwight earl eamon ed eddie
    edgar eduardo edward edwin efraim egor ehud elias elijah emanuel emil emilio emmanuel emmerson enrico enrique
    eric erich erik ernest ernesto esteban ethan eugene evan fabio fabrice faisal farhad farid felipe felix
    ferdinand fernando fidel filip florian francesco francis francisco francois frank franklin franz fred frederic
    frederick fyodor gabriel gareth gary gavin geert geoff geoffrey george georges georgios gerald gerard gerhard
    gianni gilbert giles giorgio giovanni giuseppe glen glenn gordon graham greg gregor gregory guido guillaume
    guillermo gunter gunther gustav gustavo guy habib hamid hamza hans harald harold harry harvey hasan hashim
    hassan hector heiko heinrich heinz helmut hendrik henri henrik henry herbert herman hermann hideki hiroshi horst
    howard hubert hugh hugo hussein ian ibrahim idris ignacio igor ilya imran isaac isaiah ismail ivan ivo jack
    jacob jacques jaime jake jakob jakub jamal james janos jared jason javier jay jeff jeffrey jens jeremy jerome
    jerry jesper jesus jim jimmy joachim joao joaquin joe joel johan johann johannes john johnny jon jonas jonathan
    jorge jose josef joseph josh joshua juan juha jules julian julien julio julius junichiro jurgen justin kaleb
    karim karl karol keith keir ken kenji kenneth kevin khalid klaus kofi konrad konstantin kristian kumar kurt
    kwame kyle lance lars laszlo laurent lawrence len leo leon leonard leonid leopold leroy lev liam lionel lorenzo
    louis luc luca lucas luigi luis lukas luke maarten magnus mahmoud mahmud malcolm manfred manuel marc marcel
    marcello marco marcos marcus mario marius mark marko markus martin marvin mats matt matteo matthew matthias
    mauricio maurice max maxim maximilian mehdi mehmet michael michel miguel mihail mikael mike mikhail miles milos
    milton mitch mohamed mohammad mohammed mohamud moritz moses muhammad mustafa mustapha narendra nathan nathaniel
    neil nelson nicholas nick nico nicolas nigel nikolai nikos niels nils noah norbert norman olaf ole oleg oliver
    olivier omar oscar osman otto owen pablo paolo pascal patrice patrick paul paulo pavel pedro per percy pervez
    peter petr philip philipp philippe phil pierre pieter piotr pyotr qasim rafael rahul raj rajesh rajiv ralph
    ramon ramzan randy raphael rashid raul ravi ray raymond recep reinhard rene reza ricardo richard rick rob robert
    roberto rodney rodrigo roger roland rolf roman ron ronald rory ross roy ruben rudolf rudy rupert russell ryan
    sadiq salman salvador samuel sandeep sanjay santiago scott sean sebastian sergei sergey sergio seth shaun shawn
    shinzo sigmund silvio simon solomon stanislav stanley stefan stefano stephan stephen steve steven stewart stuart
    sunil sven tadeusz takashi tariq ted terence terrence terry theo teodor teodoro theodor theodore thierry thomas
    tim timo timothy tobias todd tom tomas tomasz tommy toni tony travis trevor tyler ulrich uwe vaclav valentin
    valery vasily victor viktor vijay vikram vincent vito vittorio vlad vladimir volodymyr vyacheslav wade waleed
    walid walter warren wayne werner wilhelm will willem william willy winston wolfgang wojciech xavier yasser
    yevgeny yitzhak yousef youssef yuri yusuf yves zachary zbigniew zoltan
    """
)
WOMEN: frozenset[str] = word_set(
    """
    abigail ada adele adriana agatha agnes agnieszka aisha alba alejandra aleksandra alexandra alice alicia alina
    alison allison alma amal amanda amelia amina amna amy ana anastasia angela angelica angelina anita anja ann anna
    annabel anne annette annie antonia anya aoife april ariana asma astrid audrey aurora barbara beate beatrice
    beatriz becky belinda benazir bernadette beth betty beverley beverly bianca birgit bonnie brenda bridget
    brigitte camilla camille carla carmen carol carole carolina caroline carolyn catarina caterina catherine cathy
    cecile cecilia celia celine chantal charlotte chelsea cheryl chiara chloe christina christine cindy claire clara
    claudia colleen constance cora corinne cornelia cristina cynthia daisy dalia daniela danielle daphne deborah
    debbie deirdre delia denise diana diane dilma dolores donna dora doris dorothea dorothy edith eileen elaine
    eleanor elena eleni elisa elisabeth elise elizabeth ella ellen elsa elvira emilia emily emma erica erika erin
    estelle esther ethel eugenia eva evelyn ewa fatima fatou fatoumata felicity fiona flora florence frances
    francesca francine frida gabriela gabriella gabrielle gail galina gemma genevieve georgia georgina geraldine
    gerda gertrude gina giorgia gisela gita gladys gloria golda grace greta gretchen gro gudrun gwen gwendolyn
    halima hana hanna hannah hanne harriet hazel heather heidi helen helena helene helga henrietta hilary hilda
    hillary holly ida ilana ilse imelda ines inga ingeborg ingrid irena irene irina iris isabel isabella isabelle
    ivana ivanka jacinda jacqueline jane janet janice janine jasmine jeanette jeanne jennifer jenny jessica jill
    joan joanna joanne jocelyn johanna josephine joyce juanita judith judy julia juliana julie juliet june justine
    kaja karen karin karina karla kate katarina katharina katherine kathleen kathryn kathy katie katrin katrina
    kavita kayla keisha kerstin khadija kirsten kristen kristin kristina lara larisa latifa laura lauren leila lena
    leonor leticia leyla liana lidia liesl lila lilian lillian lily linda lisa lise liv liz lois lola lorena lori
    lorna lorraine louise lucia lucie lucille lucinda lucy ludmila luisa luz lydia lynn maddalena madeleine madison
    magdalena maggie malala manuela marcia margaret margarita margot marguerite maria mariam mariana marianne marie
    marina marjorie marlene marta martha martina mary maryam mathilde matilda maud maureen maya meera megan meghan
    melanie melinda melissa mercedes meredith mette mia michaela michelle mina miranda miriam moira mona monica
    monika monique muriel myra nadia nadine nancy naomi natalia natalie natasha nathalie nawal nell nicole nina nora
    norma odette olga olivia oprah paige pamela patricia paula pauline penelope penny petra philippa phoebe phyllis
    pilar polly priscilla priya rachel rania rebecca regina renata renate rhoda rita roberta rosa rosalind rose
    rosemary roxana ruth sabine sabrina sadie saira sally salma samantha sandra sara sarah selma sharon sheila
    shelley sheryl shirley sian sigrid silvia sofia sonia sonja sophia sophie stella stephanie sue sunita susan
    susana susanna susanne suzanne svetlana sybil sylvia sylvie tamara tania tanya tara tatiana teresa tess thea
    theresa therese tina tracy ulrike una ursula valentina valeria valerie vanessa vera verena veronica veronika
    vicky victoria violet virginia vivian viviane wanda wendy wilhelmina wilma winifred xiomara yasmin yelena
    yolanda yulia yvette yvonne zainab zara zoe zofia zuzana
    """
)


def gender_by(name: str) -> str | None:
    """The letter f or m where the first word of a full name is a name of women or of men only, else None."""
    words = words_of(name)
    if len(words) < 2:
        return None
    first = words[0] if words[0] in MEN | WOMEN else words[0].split("-")[0]
    return "m" if first in MEN else "f" if first in WOMEN else None
